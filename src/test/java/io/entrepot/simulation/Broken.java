package io.entrepot.simulation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The project's classes, some of them compiled anew from a source in which a rule is broken. All but those of the database,
 * which have none of the rules, are loaded apart from the others of this process.
 */
final class Broken extends ClassLoader {

    private static final String OURS = "io.entrepot.";
    private static final String SHARED = "io.entrepot.database.";

    private final Map<String, byte[]> compiled;

    /**
     * @throws IllegalStateException when a place to break is not found exactly once, or what comes of it does not compile
     */
    Broken(List<Edit> edits) {
        super(Broken.class.getClassLoader());
        this.compiled = compile(sources(edits));
    }

    /**
     * A place in a source and what stands there instead.
     *
     * @param file below src/main/java/io/entrepot, or below src/test/java/io/entrepot
     */
    record Edit(String file, String from, String to) {}

    /** A {@link Seeds} of the broken classes, which is not of the class that is known here by that name. */
    Object seeds(Object kind) throws ReflectiveOperationException {
        return loadClass(Seeds.class.getName()).getConstructors()[0].newInstance(kind);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || name.startsWith(SHARED)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] code = compiled.get(name);
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null && in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = code == null ? in.readAllBytes() : code;
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /**
     * The sources as they read when broken, by file.
     *
     * @throws IllegalStateException when a place to break is not found exactly once
     */
    static Map<String, String> sources(List<Edit> edits) {
        Map<String, String> texts = new HashMap<>();
        for (Edit edit : edits) {
            String text = texts.computeIfAbsent(edit.file(), Broken::read);
            int at = text.indexOf(edit.from());
            if (at < 0 || text.indexOf(edit.from(), at + 1) >= 0) {
                throw new IllegalStateException("not exactly once in " + edit.file() + ": " + edit.from());
            }
            texts.put(edit.file(), text.replace(edit.from(), edit.to()));
        }
        return texts;
    }

    private static Map<String, byte[]> compile(Map<String, String> texts) {
        List<JavaFileObject> sources = new ArrayList<>();
        texts.forEach((file, text) -> sources.add(new Source(file, text)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, byte[]> classes = new HashMap<>();
        StringWriter complaints = new StringWriter();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (Memory files = new Memory(compiler.getStandardFileManager(null, null, null), classes)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-classpath", path);
            if (!compiler.getTask(complaints, files, null, options, null, sources)
                    .call()) {
                throw new IllegalStateException(complaints.toString());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }

    private static String read(String file) {
        try {
            Path main = Path.of("src/main/java/io/entrepot", file);
            return Files.readString(Files.exists(main) ? main : Path.of("src/test/java/io/entrepot", file));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///io/entrepot/" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, byte[]> classes;

        Memory(StandardJavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public java.io.OutputStream openOutputStream() {
                    return new java.io.ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
