package org.rf4j.it.commands;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.command.RedisCommands;

/** The names in backquotes that a text has, of methods and commands. */
final class NamesInText {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private NamesInText() {}

    /** Returns the names that mean nothing. */
    static List<String> unknown(String text, Set<String> commands) {
        return QUOTED.matcher(text)
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .filter(name -> !commands.contains(name) && !isMethod(name))
                .toList();
    }

    private static boolean isMethod(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return has(RedisCommands.class, name);
        }
        String owner = name.substring(0, dot);
        String method = name.substring(dot + 1);
        return switch (owner) {
            case "redis" -> has(Redis.class, method);
            case "RedisConfig" -> has(RedisConfig.Builder.class, method);
            default -> hasCommandType(owner, method);
        };
    }

    private static boolean hasCommandType(String type, String method) {
        try {
            return has(Class.forName(RedisCommands.class.getPackageName() + "." + type), method);
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }

    private static boolean has(Class<?> type, String method) {
        return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(method::equals);
    }
}
