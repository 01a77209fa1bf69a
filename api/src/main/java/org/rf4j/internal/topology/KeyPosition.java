package org.rf4j.internal.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.RawCommand;

/**
 * Where one command has its first key: at a fixed position, after a keyword, or, as in {@code EVAL}, after a number that
 * says whether there is one. Positions count the name as 0.
 *
 * @param fixed the position; 0 for none
 * @param keyword the word before it; null for a fixed position
 * @param searchFrom where the search for the keyword begins; negative counts from the end, backwards
 * @param counted whether a number of keys stands there, and the key after it
 * @param firstAfter how far after that number the key stands
 * @param hasSubcommands whether the first argument is a subcommand with a position of its own
 */
record KeyPosition(
        int fixed, @Nullable String keyword, int searchFrom, boolean counted, int firstAfter, boolean hasSubcommands) {

    private static final int FIRST_KEY = 3;
    private static final int KEY_SPECIFICATIONS = 8;

    /** Reads one entry of the reply to {@code COMMAND}. */
    static KeyPosition of(List<?> fields, boolean hasSubcommands) {
        int fixed = number(fields.get(FIRST_KEY));
        KeyPosition simple = new KeyPosition(fixed, null, 0, false, 0, hasSubcommands);
        if (fixed > 0 || fields.size() <= KEY_SPECIFICATIONS) {
            return simple;
        }
        for (Object specification : Replies.list(fields.get(KEY_SPECIFICATIONS))) {
            Map<String, Object> parts = map(specification);
            KeyPosition position = of(map(parts.get("begin_search")), map(parts.get("find_keys")), hasSubcommands);
            if (position != null) {
                return position;
            }
        }
        return simple;
    }

    private static @Nullable KeyPosition of(
            Map<String, Object> begin, Map<String, Object> find, boolean hasSubcommands) {
        Map<String, Object> where = map(begin.get("spec"));
        Map<String, Object> which = map(find.get("spec"));
        boolean counted = "keynum".equals(Replies.text(find.get("type")));
        int firstAfter = counted ? number(which.get("firstkey")) : 0;
        String type = String.valueOf(Replies.text(begin.get("type")));
        return switch (type) {
            case "index" -> new KeyPosition(number(where.get("index")), null, 0, counted, firstAfter, hasSubcommands);
            case "keyword" ->
                new KeyPosition(
                        0,
                        Replies.text(where.get("keyword")),
                        number(where.get("startfrom")),
                        counted,
                        firstAfter,
                        hasSubcommands);
            default -> null;
        };
    }

    /** Returns the first key of a command; null if it has none. */
    byte @Nullable [] firstKey(RawCommand command) {
        int at = keyword == null ? fixed : afterKeyword(command, keyword);
        if (at <= 0) {
            return null;
        }
        if (!counted) {
            return argument(command, at);
        }
        byte[] count = argument(command, at);
        boolean none = count == null || new String(count, StandardCharsets.ISO_8859_1).equals("0");
        return none ? null : argument(command, at + firstAfter);
    }

    private int afterKeyword(RawCommand command, String word) {
        int words = command.argumentCount() + 1;
        int step = searchFrom < 0 ? -1 : 1;
        for (int at = searchFrom < 0 ? words + searchFrom : searchFrom; at > 0 && at < words; at += step) {
            byte[] argument = argument(command, at);
            if (argument != null && word.equalsIgnoreCase(new String(argument, StandardCharsets.ISO_8859_1))) {
                return at + 1;
            }
        }
        return 0;
    }

    private static byte @Nullable [] argument(RawCommand command, int position) {
        return position >= 1 && position <= command.argumentCount() ? command.argument(position - 1) : null;
    }

    private static int number(@Nullable Object raw) {
        return raw instanceof Long number ? number.intValue() : 0;
    }

    private static Map<String, Object> map(@Nullable Object raw) {
        List<?> flat = Replies.list(raw);
        Map<String, Object> map = new java.util.HashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            String name = Replies.text(flat.get(i));
            Object value = flat.get(i + 1);
            if (name != null && value != null) {
                map.put(name, value);
            }
        }
        return map;
    }
}
