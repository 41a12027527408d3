package io.entrepot.store.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds a file's encoding: what its byte-order mark says, else UTF-8 if the whole file is valid UTF-8, else GB18030 if it is
 * valid GB18030 (which includes GBK and GB2312). Nothing is ever replaced by a question mark.
 */
final class EncodingDetection {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int BLOCK = 1 << 16;

    private EncodingDetection() {}

    /**
     * @throws RowRefused when the file is empty or is text in none of the encodings; names the offset of the first bad byte
     */
    static TextEncoding of(Path file) throws IOException {
        byte[] start = start(file);
        if (start.length == 0) {
            throw new RowRefused(Problem.EMPTY, null, null, "the file has no bytes");
        }
        TextEncoding marked = marked(start);
        if (marked != null) {
            require(
                    -1 == firstBadByte(file, marked),
                    "the file starts with a byte-order mark of " + marked.charset() + ", but byte "
                            + firstBadByte(file, marked) + " is no " + marked.charset());
            return marked;
        }
        require(noZero(start), "the first bytes contain a zero, as UTF-16 without a byte-order mark has");
        return unmarked(file);
    }

    private static TextEncoding unmarked(Path file) throws IOException {
        TextEncoding utf8 = new TextEncoding(StandardCharsets.UTF_8, 0);
        long notUtf8 = firstBadByte(file, utf8);
        if (notUtf8 < 0) {
            return utf8;
        }
        TextEncoding chinese = new TextEncoding(GB18030, 0);
        long notChinese = firstBadByte(file, chinese);
        require(
                notChinese < 0,
                "byte " + notUtf8 + " is no UTF-8 and byte " + notChinese + " is no GB18030 (counted from 0)");
        return chinese;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new RowRefused(Problem.UNDECODABLE, null, null, otherwise);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    private static @org.jspecify.annotations.Nullable TextEncoding marked(byte[] start) {
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return startsWith(start, 0x84, 0x31, 0x95, 0x33) ? new TextEncoding(GB18030, 4) : null;
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || Byte.toUnsignedInt(start[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean noZero(byte[] start) {
        for (byte b : start) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    /** Offset of the first byte that is not of the encoding, from 0; -1 when all are. */
    private static long firstBadByte(Path file, TextEncoding encoding) throws IOException {
        CharsetDecoder decoder = encoding.charset().newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer chars = CharBuffer.allocate(BLOCK);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(encoding.mark());
            long offset = encoding.mark();
            for (boolean more = true; more; ) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                more = read >= 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result = decoder.decode(bytes, chars.clear(), !more);
                if (result.isError()) {
                    return offset + bytes.position();
                }
                offset += bytes.position();
                bytes.compact();
            }
            return -1;
        }
    }
}
