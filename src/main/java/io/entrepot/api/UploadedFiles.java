package io.entrepot.api;

import io.entrepot.store.load.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/** Uploaded files for as long as they are imported, in a folder of their own. */
record UploadedFiles(Path folder, List<InputFile> inputs) implements AutoCloseable {

    static UploadedFiles of(List<MultipartFile> parts) throws IOException {
        Path folder = Files.createTempDirectory("import");
        List<InputFile> inputs = new ArrayList<>();
        for (MultipartFile part : parts) {
            Path copy = folder.resolve(Integer.toString(inputs.size()));
            part.transferTo(copy);
            inputs.add(new InputFile(name(part, inputs), copy));
        }
        return new UploadedFiles(folder, List.copyOf(inputs));
    }

    private static String name(MultipartFile part, List<InputFile> before) {
        String given = part.getOriginalFilename();
        String name = given == null || given.isBlank() ? "upload" : given;
        boolean taken = before.stream().anyMatch(each -> each.name().equals(name));
        return taken ? name + " (" + (before.size() + 1) + ")" : name;
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
