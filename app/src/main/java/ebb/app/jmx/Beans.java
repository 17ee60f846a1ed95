package ebb.app.jmx;

import ebb.app.control.Operations;
import ebb.app.state.Json;
import ebb.app.state.StateJson;
import ebb.runtime.LiveEngine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers the MXBeans of a process and takes them back when it ends. */
public final class Beans implements AutoCloseable {
    private static final long ANSWER_MS = 2_000;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();

    /**
     * Registers all beans.
     *
     * @param engine the running engine
     * @param operations what operators can do
     * @param feeds what the feeds say of themselves
     */
    public Beans(LiveEngine engine, Operations operations, Supplier<Map<String, Object>> feeds) {
        register("Engine", new EngineBean(engine));
        register("KillSwitch", new KillSwitchBean(engine, operations));
        register("Operator", new OperatorBean(operations));
        register("Ring", new RingBean(engine));
        register("Journal", new JournalBean(engine));
        register("Risk", (RiskMXBean) () -> part(engine, "risk"));
        register("Book", (BookMXBean) () -> part(engine, "instruments"));
        register("Adapter", (AdapterMXBean) () -> Json.line(feeds.get()));
    }

    private static String part(LiveEngine engine, String key) {
        Object tree = engine.ask(() -> StateJson.tree(engine.engine(), null).get(key), ANSWER_MS);
        return tree == null ? null : Json.line(tree);
    }

    private void register(String type, Object bean) {
        try {
            ObjectName name = new ObjectName("ebb:type=" + type);
            // A process that ran before in the same JVM (tests) may have left its beans.
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
            names.add(name);
        } catch (JMException e) {
            throw new IllegalStateException("the bean ebb:type=" + type + " cannot be registered", e);
        }
    }

    @Override
    public void close() {
        for (ObjectName each : names) {
            try {
                server.unregisterMBean(each);
            } catch (JMException e) {
                throw new IllegalStateException("the bean " + each + " cannot be taken back", e);
            }
        }
        names.clear();
    }

    private record EngineBean(LiveEngine engine) implements EngineMXBean {
        @Override
        public long getApplied() {
            return engine.applied();
        }

        @Override
        public long getOutbound() {
            return engine.sent();
        }

        @Override
        public String getTradingState() {
            return engine.ask(
                    () -> engine.engine().isConfigured()
                            ? engine.engine().trading().state().name()
                            : "UNCONFIGURED",
                    ANSWER_MS);
        }

        @Override
        public String getStateHash() {
            Long hash = engine.ask(() -> engine.engine().stateHashNow(), ANSWER_MS);
            return hash == null ? null : StateJson.hex(hash);
        }

        @Override
        public String getFailure() {
            return engine.failure() == null ? null : engine.failure().toString();
        }
    }

    private record KillSwitchBean(LiveEngine engine, Operations operations) implements KillSwitchMXBean {
        @Override
        public int getLevel() {
            return engine.gate().level();
        }

        @Override
        public long getStopped() {
            return engine.gated().stopped();
        }

        @Override
        public String kill(String operator, String reason) {
            return killLevel(2, operator, reason);
        }

        @Override
        public String killLevel(int level, String operator, String reason) {
            return operations.answer("kill " + level + " " + operator.replace(' ', '_') + " " + reason);
        }

        @Override
        public String arm(String operator, String reason) {
            return operations.answer("arm " + operator.replace(' ', '_') + " " + reason);
        }

        @Override
        public String resume(String operator, String reason) {
            return operations.answer("resume " + operator.replace(' ', '_') + " " + reason);
        }

        @Override
        public String killStrategy(String strategy, int level, String operator, String reason) {
            return operations.answer(
                    "strategy " + who(strategy) + " kill " + level + " " + who(operator) + " " + reason);
        }

        @Override
        public String armStrategy(String strategy, String operator, String reason) {
            return operations.answer("strategy " + who(strategy) + " arm " + who(operator) + " " + reason);
        }

        @Override
        public String resumeStrategy(String strategy, String operator, String reason) {
            return operations.answer("strategy " + who(strategy) + " resume " + who(operator) + " " + reason);
        }
    }

    private static String who(String word) {
        return word.replace(' ', '_');
    }

    private record OperatorBean(Operations operations) implements OperatorMXBean {
        @Override
        public String getPending() {
            return operations.answer("pending");
        }

        @Override
        public String confirm(long signal, String operator, String reason) {
            return operations.answer("confirm " + signal + " " + who(operator) + " " + reason);
        }

        @Override
        public String decline(long signal, String operator, String reason) {
            return operations.answer("decline " + signal + " " + who(operator) + " " + reason);
        }

        @Override
        public String close(long position, String operator, String reason) {
            return operations.answer("close " + position + " " + who(operator) + " " + reason);
        }

        @Override
        public String tighten(long position, String price, String operator, String reason) {
            return operations.answer("tighten " + position + " " + price + " " + who(operator) + " " + reason);
        }

        @Override
        public String label(long signal, String verdict, String operator, String note) {
            return operations.answer("label " + signal + " " + verdict + " " + who(operator) + " " + note);
        }

        @Override
        public String beat(int viewers) {
            return operations.answer("beat " + viewers);
        }
    }

    private record RingBean(LiveEngine engine) implements RingMXBean {
        @Override
        public long getPublished() {
            return engine.ring().published();
        }

        @Override
        public long getFree() {
            return engine.ring().free();
        }

        @Override
        public long getRefusedClaims() {
            return engine.ring().refusedClaims();
        }
    }

    private record JournalBean(LiveEngine engine) implements JournalMXBean {
        @Override
        public String getRun() {
            return engine.run().path().toString();
        }

        @Override
        public long getJournaled() {
            return engine.journaled();
        }

        @Override
        public long getBytes() {
            return engine.journalBytes();
        }
    }
}
