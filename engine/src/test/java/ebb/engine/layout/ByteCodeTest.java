package ebb.engine.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads the byte code of the engine for what a deterministic engine must not call (law 1, NUM-6, RELIABILITY §5) and for
 * calls that allocate behind one's back (law 5). Each finding names what to use instead.
 */
class ByteCodeTest {
    private static final Set<String> MATH_ALLOWED = Set.of(
            "abs",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "negateExact",
            "incrementExact",
            "decrementExact",
            "toIntExact",
            "absExact",
            "multiplyHigh",
            "unsignedMultiplyHigh",
            "multiplyFull",
            "floorDiv",
            "floorMod",
            "ceilDiv",
            "min",
            "max",
            "sqrt",
            "fma",
            "signum",
            "clamp",
            "rint",
            "floor",
            "ceil",
            "ceilDivExact");
    private static final Set<String> STRICT_ALLOWED =
            Set.of("exp", "log", "atan", "rint", "floor", "ceil", "sqrt", "abs", "min", "max");

    /** Owner prefix → what to use instead. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("java/time/", "engine time: the message's ingress or Timers.nowNs()"),
            Map.entry("java/util/Random", "nothing random decides; seeds are inputs"),
            Map.entry("java/util/SplittableRandom", "nothing random decides; seeds are inputs"),
            Map.entry("java/util/concurrent/ThreadLocalRandom", "nothing random decides; seeds are inputs"),
            Map.entry("java/util/UUID", "ids from counters"),
            Map.entry("java/util/HashMap", "arrays by dense id, or a primitive map for look-up only"),
            Map.entry("java/util/HashSet", "arrays by dense id, or a primitive set for look-up only"),
            Map.entry("java/util/IdentityHashMap", "arrays by dense id"),
            Map.entry("java/util/WeakHashMap", "arrays by dense id"),
            Map.entry("java/io/", "the journal and adapters do I/O, the engine none"),
            Map.entry("java/nio/file/", "the journal and adapters do I/O, the engine none"),
            Map.entry("java/nio/channels/", "the journal and adapters do I/O, the engine none"),
            Map.entry("java/net/", "the journal and adapters do I/O, the engine none"),
            Map.entry("java/lang/Thread", "one owner: the business-logic thread"),
            Map.entry("java/util/concurrent/", "one owner: the business-logic thread"),
            Map.entry("java/util/Locale", "no locale: plain digits"),
            Map.entry("java/text/", "no locale: plain digits"));

    private static final Map<String, String> CALLS = Map.of(
            "java/lang/System.nanoTime", "engine time",
            "java/lang/System.currentTimeMillis", "engine time",
            "java/lang/System.getenv", "configuration is input (law 1)",
            "java/lang/System.getProperty", "configuration is input (law 1)",
            "java/lang/System.identityHashCode", "ids from counters",
            "java/lang/Object.hashCode", "ids from counters",
            "java/lang/String.format", "Decimals, without locale",
            "java/lang/Iterable.forEach", "an indexed loop");

    private static final Set<String> BOXES = Set.of(
            "java/lang/Long.valueOf",
            "java/lang/Integer.valueOf",
            "java/lang/Double.valueOf",
            "java/lang/Short.valueOf");

    /** Reads definitions and declarations, off the hot path; nothing else may iterate or box. */
    private static final Set<String> SETUP = Set.of("ebb/engine/strategy/Declaration");

    @Test
    void shouldCallNothingThatDependsOnMoreThanTheJournal() {
        List<String> findings = new ArrayList<>();
        for (Path each : classes()) {
            findings.addAll(scan(read(each)));
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void shouldFindWhatIsForbidden() {
        List<String> findings = scan(bytesOf(Forbidden.class));
        for (String expected : List.of(
                "nanoTime", "java/time/", "Math.exp", "HashMap", "Long.valueOf", "java/util/Random", "iterator")) {
            assertTrue(findings.stream().anyMatch(f -> f.contains(expected)), () -> expected + " not in " + findings);
        }
    }

    private static List<String> scan(byte[] code) {
        Set<String> found = new TreeSet<>();
        new ClassReader(code)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            private String name;

                            @Override
                            public void visit(
                                    int version, int access, String own, String s, String parent, String[] faces) {
                                name = own;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String descriptor, String s, String[] thrown) {
                                return new Calls(name, method, found);
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return new ArrayList<>(found);
    }

    private static final class Calls extends MethodVisitor {
        private final String owner;
        private final String method;
        private final Set<String> found;

        Calls(String owner, String method, Set<String> found) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.method = method;
            this.found = found;
        }

        @Override
        public void visitMethodInsn(int opcode, String to, String called, String descriptor, boolean isInterface) {
            String call = to + "." + called;
            if (CALLS.containsKey(call)) {
                add(call, CALLS.get(call));
            }
            if (to.equals("java/lang/Math") && !MATH_ALLOWED.contains(called)) {
                add("Math." + called, "StrictMath of NUM-6, or + - * / sqrt fma");
            }
            if (to.equals("java/lang/StrictMath") && !STRICT_ALLOWED.contains(called)) {
                add("StrictMath." + called, "only exp, log, atan, rint, floor, ceil (NUM-6)");
            }
            for (Map.Entry<String, String> entry : OWNERS.entrySet()) {
                if (to.startsWith(entry.getKey())) {
                    add(call, entry.getValue());
                }
            }
            // Parts are made when an instrument is defined, not on the way of a message.
            boolean isSetup = SETUP.contains(owner) || method.equals("<init>") || method.equals("<clinit>");
            if (!isSetup) {
                findAllocation(to, called, call);
            }
        }

        private void findAllocation(String to, String called, String call) {
            if (BOXES.contains(call)) {
                add("Long.valueOf and its like: " + call, "primitives: boxing allocates");
            }
            if (called.equals("iterator") && to.startsWith("java/util/")) {
                add(call, "an indexed loop: iterators allocate");
            }
            if (to.startsWith("java/util/stream/")) {
                add(call, "a loop: streams allocate");
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String descriptor, Handle how, Object... arguments) {
            for (Object each : arguments) {
                if (each instanceof Handle handle) {
                    visitMethodInsn(0, handle.getOwner(), handle.getName(), handle.getDesc(), false);
                }
            }
        }

        private void add(String call, String instead) {
            found.add(owner + "." + method + " calls " + call + "; use " + instead);
        }
    }

    private static List<Path> classes() {
        Path root = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all =
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
            assertTrue(all.size() > 5, () -> "no classes below " + root.toAbsolutePath());
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytesOf(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the scan must find: each line breaks a law. */
    static final class Forbidden {
        private final Map<Long, Long> map = new java.util.HashMap<>();

        double breakLaws() {
            long sum = System.nanoTime() + new java.util.Random().nextLong();
            map.put(sum, java.time.Instant.now().toEpochMilli());
            for (long each : map.keySet()) {
                sum += each;
            }
            return Math.exp(sum);
        }
    }
}
