package org.rf4j.guides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown: its fenced blocks, its headings and its links. */
public final class Page {

    /** The folder of the project, as seen from the module that runs the tests. */
    public static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("^\\s*```\\s*(\\S*)\\s*$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FILE_COMMENT = Pattern.compile("^(?://|<!--) (\\S+\\.\\w+)(?: -->)?$");

    private final Path path;
    private final String text;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();

    /**
     * A fenced block.
     *
     * @param language the word after the fence; may be empty
     * @param line the number of its first line of text, from 1
     * @param text what is between the fences
     */
    public record Block(String language, int line, String text) {

        /** Returns the file that the first line names in a comment, from which the rest is taken. */
        public Optional<Path> file() {
            Matcher comment = FILE_COMMENT.matcher(text.lines().findFirst().orElse(""));
            return comment.matches() ? Optional.of(PROJECT.resolve(comment.group(1))) : Optional.empty();
        }

        /** Returns the text after the first line. */
        public String afterFirstLine() {
            return text.substring(text.indexOf('\n') + 1);
        }
    }

    private Page(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    /** Reads a page of the project. */
    public static Page of(String path) throws IOException {
        return read(PROJECT.resolve(path));
    }

    static Page read(Path path) throws IOException {
        Page page = new Page(path, Files.readString(path));
        page.parse();
        return page;
    }

    /** Reads the pages that users read: those of {@code docs} and what lies beside the examples. */
    static List<Page> all() throws IOException {
        List<Path> paths = new ArrayList<>(List.of(
                PROJECT.resolve("README.md"),
                PROJECT.resolve("CONTRIBUTING.md"),
                PROJECT.resolve("examples/deploy/README.md"),
                PROJECT.resolve("examples/gateway/README.md")));
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(paths::add);
        }
        List<Page> pages = new ArrayList<>();
        for (Path path : paths) {
            pages.add(read(path));
        }
        return pages;
    }

    private void parse() {
        int number = 0;
        int begin = 0;
        String language = null;
        StringBuilder block = new StringBuilder();
        for (String line : text.lines().toList()) {
            number++;
            Matcher fence = FENCE.matcher(line);
            if (fence.matches() && language == null) {
                language = fence.group(1);
                begin = number + 1;
                block.setLength(0);
            } else if (fence.matches()) {
                blocks.add(new Block(language, begin, block.toString()));
                language = null;
            } else if (language != null) {
                block.append(line).append('\n');
            } else {
                prose.add(line);
            }
        }
        if (language != null) {
            throw new IllegalStateException(this + ":" + begin + ": the block is not closed");
        }
    }

    Path path() {
        return path;
    }

    String text() {
        return text;
    }

    /** Returns the fenced blocks of these languages. */
    public List<Block> blocks(String... languages) {
        return blocks.stream()
                .filter(block -> List.of(languages).contains(block.language()))
                .toList();
    }

    /** Returns the targets of all links. */
    Set<String> links() {
        Set<String> targets = new LinkedHashSet<>();
        for (String line : prose) {
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", "code"));
            while (link.find()) {
                targets.add(link.group(1));
            }
        }
        return targets;
    }

    /** Returns the anchors of the headings, made as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose) {
            if (line.matches("#{1,6} .*")) {
                String anchor = line.replaceFirst("^#+ ", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int times = seen.merge(anchor, 1, Integer::sum);
                anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
            }
        }
        return anchors;
    }

    /** Returns the path within the project. */
    @Override
    public String toString() {
        return PROJECT.relativize(path).toString();
    }
}
