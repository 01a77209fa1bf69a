package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.RetryPolicy;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Clauses X3, C4 and C6: the source of a script follows its hash only where nothing has run. */
@Timeout(30)
class UnknownScriptTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));
    private static final ServerError UNKNOWN_SCRIPT = new ServerError("NOSCRIPT No matching script. Please use EVAL.");
    private static final Object LOST = new Object();
    private static final Object SILENCE = new Object();

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> alone = new CopyOnWriteArrayList<>();

    /** Answers a command, given as text. */
    private Function<String, @Nullable Object> server =
            command -> command.startsWith("EVALSHA") ? UNKNOWN_SCRIPT : command.getBytes(StandardCharsets.US_ASCII);

    @BeforeEach
    void lead() {
        cluster.leads(SLOT, link("one"));
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    private NodeLink link(String name) {
        NodeClient node = (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (method.getName().equals("openSession")) {
                        return CompletableFuture.completedFuture(session());
                    }
                    if (method.getName().equals("send")) {
                        answer(sent, arguments);
                    }
                    return null;
                });
        return FakeDeployment.link(new Endpoint(name, 7000), node);
    }

    private NodeSession session() {
        return (NodeSession) Proxy.newProxyInstance(
                NodeSession.class.getClassLoader(), new Class<?>[] {NodeSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        answer(alone, arguments);
                    }
                    return null;
                });
    }

    private void answer(List<String> heard, Object[] arguments) {
        List<?> commands = arguments[0] instanceof List<?> several ? several : Arrays.asList(arguments[0]);
        List<?> sinks = arguments[1] instanceof List<?> several ? several : Arrays.asList(arguments[1]);
        List<String> texts =
                commands.stream().map(command -> text((RawCommand) command)).toList();
        heard.addAll(texts);
        for (int i = 0; i < texts.size(); i++) {
            Object reply = server.apply(texts.get(i));
            if (reply == LOST) {
                cluster.leads(SLOT, link("one"));
                ((ReplySink) sinks.get(i)).failed(NodeException.unknown("the connection was reset", null));
            } else if (reply != SILENCE) {
                ((ReplySink) sinks.get(i)).reply(reply);
            }
        }
    }

    private static String text(RawCommand command) {
        StringBuilder text = new StringBuilder(command.name());
        IntStream.range(0, command.argumentCount())
                .forEach(i -> text.append(' ').append(new String(command.argument(i), StandardCharsets.US_ASCII)));
        return text.toString();
    }

    private static Request script(String argument) {
        Request bySource = request("EVAL", "source", argument);
        return request("EVALSHA", "sha", argument).orElse(() -> bySource);
    }

    private static Request request(String name, String what, String argument) {
        RawCommand command = RawCommand.ofText(name, what, "1", "key", argument);
        return new Request(command, command.argument(2), false, false, Request.Kind.PLAIN);
    }

    private static String decoded(@Nullable Object raw) {
        return new String((byte[]) java.util.Objects.requireNonNull(raw), StandardCharsets.US_ASCII);
    }

    private Dispatcher dispatcher(RetryPolicy policy) {
        return new Dispatcher(
                core, cluster, RedisConfig.builder().retryPolicy(policy).build());
    }

    private static CallLimits limits(long millis) {
        return new CallLimits(TimeUnit.MILLISECONDS.toNanos(millis), false, false);
    }

    private RedisFuture<String> run(RetryPolicy policy) {
        return new CallView(dispatcher(policy), limits(10_000), false).start(script("a"), UnknownScriptTest::decoded);
    }

    private static void assertEnds(RedisFuture<?> call, Class<? extends RedisException> type, Outcome outcome) {
        assertThatThrownBy(call::join)
                .isInstanceOf(type)
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(outcome));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSourceFollowsTheHashOfAnUnknownScript(boolean blocking) {
        CallView calls = new CallView(dispatcher(RetryPolicy.NEVER), limits(10_000), blocking);

        RedisFuture<String> call = calls.start(script("a"), UnknownScriptTest::decoded);

        assertThat(blocking ? calls.await(call) : call.join()).isEqualTo("EVAL source 1 key a");
        assertThat(sent).containsExactly("EVALSHA sha 1 key a", "EVAL source 1 key a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOSCRIPT said by the script",
                "NOSCRIPT",
                "NOSCRIPT no matching script. Please use EVAL.",
                "ERR NOSCRIPT No matching script. Please use EVAL."
            })
    void anErrorOfTheScriptItselfIsTheAnswer(String text) {
        server = command -> new ServerError(text);

        assertEnds(run(RetryPolicy.ALL), RedisCommandException.class, Outcome.UNKNOWN);

        assertThat(sent).containsExactly("EVALSHA sha 1 key a");
    }

    @Test
    void theSourceIsSentOnceWhateverTheServerSaysThen() {
        server = command -> UNKNOWN_SCRIPT;

        assertEnds(run(RetryPolicy.ALL), RedisCommandException.class, Outcome.UNKNOWN);

        assertThat(sent).containsExactly("EVALSHA sha 1 key a", "EVAL source 1 key a");
    }

    @Test
    void whereThereIsNoSourceTheRefusalProvesThatNothingRan() {
        RedisFuture<?> call = new CallView(dispatcher(RetryPolicy.SAFE), limits(10_000), false)
                .start(request("EVALSHA", "sha", "a"), ReplyDecoder.raw());

        assertEnds(call, RedisCommandException.class, Outcome.NOT_EXECUTED);
        assertThat(sent).containsExactly("EVALSHA sha 1 key a");
    }

    @Test
    void whatOtherCommandsSaySoProvesNothing() {
        server = command -> UNKNOWN_SCRIPT;
        RedisFuture<?> call = new CallView(dispatcher(RetryPolicy.SAFE), limits(10_000), false)
                .start(request("FCALL", "function", "a"), ReplyDecoder.raw());

        assertEnds(call, RedisCommandException.class, Outcome.UNKNOWN);
    }

    @Test
    void theOutcomeIsThatOfTheSourceWhenItsAnswerIsLost() {
        server = command -> command.startsWith("EVALSHA") ? UNKNOWN_SCRIPT : LOST;

        assertEnds(run(RetryPolicy.SAFE), RedisException.class, Outcome.UNKNOWN);

        assertThat(sent).containsExactly("EVALSHA sha 1 key a", "EVAL source 1 key a");
    }

    @Test
    void nothingRanWhereTheSourceHadToWaitUntilTheDeadline() {
        server = command -> {
            cluster.leads(SLOT, null);
            return UNKNOWN_SCRIPT;
        };
        RedisFuture<?> call =
                new CallView(dispatcher(RetryPolicy.SAFE), limits(100), false).start(script("a"), ReplyDecoder.raw());

        assertEnds(call, RedisTimeoutException.class, Outcome.NOT_EXECUTED);
        assertThat(sent).containsExactly("EVALSHA sha 1 key a");
    }

    @Test
    void theDeadlineIsThatOfTheWholeCall() {
        server = command -> command.startsWith("EVALSHA") ? UNKNOWN_SCRIPT : SILENCE;
        RedisFuture<?> call =
                new CallView(dispatcher(RetryPolicy.SAFE), limits(100), false).start(script("a"), ReplyDecoder.raw());

        assertEnds(call, RedisTimeoutException.class, Outcome.UNKNOWN);
    }

    @Test
    void anEarlierAttemptThatMayHaveRunIsNotForgotten() {
        List<Object> answers = new ArrayList<>(List.of(LOST, UNKNOWN_SCRIPT, new ServerError("OOM no room")));
        server = command -> answers.remove(0);

        assertEnds(run(RetryPolicy.ALL), RedisCommandException.class, Outcome.UNKNOWN);

        assertThat(sent).containsExactly("EVALSHA sha 1 key a", "EVALSHA sha 1 key a", "EVAL source 1 key a");
    }

    @Test
    void theSourceIsRedirectedLikeAnyCall() {
        cluster.reaches(link("two"));
        List<Object> answers = new ArrayList<>(List.of(
                UNKNOWN_SCRIPT,
                new ServerError("MOVED " + SLOT + " two:7000"),
                "moved".getBytes(StandardCharsets.US_ASCII)));
        server = command -> answers.remove(0);

        assertThat(run(RetryPolicy.NEVER).join()).isEqualTo("moved");

        assertThat(sent).containsExactly("EVALSHA sha 1 key a", "EVAL source 1 key a", "EVAL source 1 key a");
    }

    @Test
    void aBatchKeepsTheOrderOfItsScriptsAndOfTheirAnswers() {
        BatchCalls batch = new BatchCalls(dispatcher(RetryPolicy.NEVER), limits(10_000));
        List<RedisFuture<String>> calls = List.of("a", "b", "c").stream()
                .map(argument -> batch.start(script(argument), UnknownScriptTest::decoded))
                .toList();

        batch.run();

        assertThat(calls.stream().map(RedisFuture::join))
                .containsExactly("EVAL source 1 key a", "EVAL source 1 key b", "EVAL source 1 key c");
        assertThat(sent)
                .containsExactly(
                        "EVALSHA sha 1 key a",
                        "EVALSHA sha 1 key b",
                        "EVALSHA sha 1 key c",
                        "EVAL source 1 key a",
                        "EVAL source 1 key b",
                        "EVAL source 1 key c");
    }

    @Test
    void aTransactionHasTheSourceAtOnce() {
        server = command -> command.equals("EXEC")
                ? List.of("done".getBytes(StandardCharsets.US_ASCII), new ServerError("READONLY said by the script"))
                : "QUEUED".getBytes(StandardCharsets.US_ASCII);
        TransactionCalls transaction = new TransactionCalls(dispatcher(RetryPolicy.SAFE), limits(10_000));
        RedisFuture<String> first = transaction.start(script("a"), UnknownScriptTest::decoded);
        RedisFuture<String> second = transaction.start(script("b"), UnknownScriptTest::decoded);

        transaction.run();

        assertThat(first.join()).isEqualTo("done");
        assertEnds(second, RedisCommandException.class, Outcome.UNKNOWN);
        assertThat(sent).containsExactly("MULTI", "EVAL source 1 key a", "EVAL source 1 key b", "EXEC");
    }

    @Test
    void whatWatchesHasTheSourceAtOnceToo() {
        try (WatchedCalls watched = WatchedCalls.open(
                dispatcher(RetryPolicy.SAFE), limits(10_000), List.of("key".getBytes(StandardCharsets.US_ASCII)))) {
            RedisFuture<String> read = watched.start(script("a"), UnknownScriptTest::decoded);
            assertThat(watched.await(read)).isEqualTo("EVAL source 1 key a");
        }

        assertThat(alone).containsExactly("WATCH key", "EVAL source 1 key a");
        assertThat(sent).isEmpty();
    }
}
