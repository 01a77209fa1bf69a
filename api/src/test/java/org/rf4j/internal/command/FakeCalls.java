package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.PrimaryWalk;
import org.rf4j.internal.call.ReplyDecoder;
import org.rf4j.internal.call.Request;

/** Keeps the last request, and answers each with the same raw reply. */
final class FakeCalls implements Calls {

    private final Object reply;
    private Request last;

    /** Answers with a raw reply, in which strings stand for their bytes. */
    static FakeCalls answering(Object reply) {
        return new FakeCalls(raw(reply));
    }

    private FakeCalls(Object reply) {
        this.reply = reply;
    }

    /** Returns a raw reply for one in which strings stand for their bytes. */
    static Object raw(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(raw(element)));
            return elements;
        }
        return value;
    }

    @Override
    public <T> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        last = request;
        Answer<T> answer = new Answer<>();
        try {
            answer.complete(decoder.decode(reply));
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
        return answer;
    }

    @Override
    public <T> T await(RedisFuture<T> call) {
        return call.join();
    }

    Request last() {
        return last;
    }

    /** Returns name and arguments of the last request, with a space between each. */
    String words() {
        return words(last);
    }

    /** Returns name and arguments of a request, with a space between each. */
    static String words(Request request) {
        StringBuilder words = new StringBuilder(request.command().name());
        for (int i = 0; i < request.command().argumentCount(); i++) {
            words.append(' ').append(new String(request.command().argument(i), StandardCharsets.UTF_8));
        }
        return words.toString();
    }

    /** Returns the key of the last request, or null. */
    String key() {
        return last.key() == null ? null : new String(last.key(), StandardCharsets.UTF_8);
    }

    private static final class Answer<T> extends CompletableFuture<T> implements RedisFuture<T> {

        @Override
        public T join() {
            try {
                return super.join();
            } catch (CompletionException wrapped) {
                throw (RuntimeException) wrapped.getCause();
            }
        }
    }

    @Override
    public PrimaryWalk walk() {
        throw new UnsupportedOperationException("scans need servers");
    }

    @Override
    public PrimaryWalk walk(byte[] key) {
        return walk();
    }
}
