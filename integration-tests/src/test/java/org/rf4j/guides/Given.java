package org.rf4j.guides;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rf4j.Redis;
import org.rf4j.pubsub.Message;
import org.slf4j.Logger;

/** What the guides take for given: an application's own names. Snippets are compiled as parts of subclasses. */
public abstract class Given {

    protected Redis redis;
    protected Secrets secrets;
    protected Cache cache;
    protected Logger log;
    protected Executor myExecutor;
    protected String password;
    protected String other;
    protected String order;

    /** Never run: nothing of it is ever created. */
    protected Given() {
        throw new AssertionError();
    }

    /** Where passwords come from. */
    public interface Secrets {
        String read();

        void onUpdate(Consumer<String> listener);
    }

    /** Something that forgets. */
    public interface Cache {
        void forget(String key);
    }

    protected abstract void retryLater();

    protected abstract void reconcile();

    protected abstract void checkAndDecide();

    protected abstract void readEverythingAgain();

    protected abstract void apply(Message<String> message);

    protected abstract void bill(Map<String, String> order);

    protected abstract void visit(String user);
}
