package org.rf4j.examples.socket;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.rf4j.spi.RawCommand;

/** Writes commands as arrays of bulk strings, which is how RESP2 and RESP3 both want them. */
final class RespWriter {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final OutputStream out;

    RespWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 16 * 1024);
    }

    void write(RawCommand command) throws IOException {
        header('*', command.argumentCount() + 1);
        bulk(command.name().getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < command.argumentCount(); i++) {
            bulk(command.argument(i));
        }
    }

    void flush() throws IOException {
        out.flush();
    }

    private void bulk(byte[] bytes) throws IOException {
        header('$', bytes.length);
        out.write(bytes);
        out.write(LINE_END);
    }

    private void header(char type, int count) throws IOException {
        out.write(type);
        out.write(Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
        out.write(LINE_END);
    }
}
