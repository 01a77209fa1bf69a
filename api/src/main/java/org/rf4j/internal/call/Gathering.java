package org.rf4j.internal.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the replies of several nodes become one. A reply of another shape than expected is passed on as it is. */
enum Gathering {
    /** Each value goes where its key stands in the call. */
    BY_POSITION,
    /** Numbers are added. */
    SUM,
    /** Lists are appended to one another. */
    CONCATENATION,
    /** Lists are appended, what is there twice taken once. */
    UNION,
    /** All say the same. */
    FIRST,
    /** The first reply that is not null. */
    ANY,
    /** A list of 0 and 1: what some lack counts as lacking. */
    ALL_HAVE,
    /** A list of names and numbers: the numbers of each name are added. */
    SUM_OF_PAIRS;

    @Nullable Object gather(List<@Nullable Object> replies) {
        return switch (this) {
            case SUM -> sum(replies);
            case CONCATENATION, UNION -> append(replies);
            case ALL_HAVE -> elementwise(replies, 0, 1);
            case SUM_OF_PAIRS -> elementwise(replies, 1, 2);
            case ANY -> replies.stream().filter(Objects::nonNull).findFirst().orElse(null);
            case FIRST, BY_POSITION -> replies.get(0);
        };
    }

    private static @Nullable Object sum(List<@Nullable Object> replies) {
        long sum = 0;
        for (Object reply : replies) {
            if (!(reply instanceof Long number)) {
                return reply;
            }
            sum += number;
        }
        return sum;
    }

    private @Nullable Object append(List<@Nullable Object> replies) {
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        for (Object reply : replies) {
            if (!(reply instanceof List<?> list)) {
                return reply;
            }
            for (Object element : list) {
                Object identity =
                        this == UNION && element instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : new Object();
                all.put(identity, element);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** Combines the numbers at every place that a step from the first one reaches; the rest is the first reply's. */
    private @Nullable Object elementwise(List<@Nullable Object> replies, int first, int step) {
        List<@Nullable Object> result = null;
        for (Object reply : replies) {
            if (!(reply instanceof List<?> list) || (result != null && list.size() != result.size())) {
                return reply;
            }
            if (result == null) {
                result = new ArrayList<>(list);
                continue;
            }
            for (int i = first; i < list.size(); i += step) {
                if (result.get(i) instanceof Long one && list.get(i) instanceof Long other) {
                    result.set(i, this == ALL_HAVE ? Math.min(one, other) : one + other);
                }
            }
        }
        return result;
    }
}
