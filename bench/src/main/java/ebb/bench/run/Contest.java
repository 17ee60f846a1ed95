package ebb.bench.run;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Some methods of a JMH class at some values of its parameters, and how their rows are called.
 *
 * @param workload group of the rows
 * @param type JMH class
 * @param subjects method of the class to the name of who is timed; {@code $x} stands for the value of parameter x
 * @param values values of each parameter
 * @param task name of the case; {@code $x} stands for the value of parameter x
 * @param kind whose figures these are
 */
record Contest(
        String workload,
        Class<?> type,
        Map<String, String> subjects,
        Map<String, List<String>> values,
        String task,
        Kind kind) {
    /** A contest without parameters. */
    static Contest of(String workload, Class<?> type, Kind kind, String task, String method, String subject) {
        return new Contest(workload, type, Map.of(method, subject), Map.of(), task, kind);
    }

    /** The same with a parameter held at some values. */
    Contest with(String parameter, String... held) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.put(parameter, List.of(held));
        return new Contest(workload, type, subjects, all, task, kind);
    }

    /** The same, once for each combination of its methods and of the parameters' values. */
    List<Contest> single() {
        List<Contest> all = new ArrayList<>();
        subjects.forEach((method, subject) ->
                all.add(new Contest(workload, type, Map.of(method, subject), Map.of(), task, kind)));
        values.forEach((parameter, held) -> {
            List<Contest> before = List.copyOf(all);
            all.clear();
            before.forEach(each -> held.forEach(value -> all.add(each.with(parameter, value))));
        });
        return all;
    }

    /** How many forks a round takes. */
    int forks() {
        int forks = subjects.size();
        for (List<String> each : values.values()) {
            forks *= each.size();
        }
        return forks;
    }

    /** Tells JMH what to run. */
    void into(OptionsBuilder options) {
        for (String method : subjects.keySet()) {
            options.include("^" + Pattern.quote(type.getName() + '.' + method) + "$");
        }
        values.forEach((name, held) -> options.param(name, held.toArray(new String[0])));
    }

    /** A row for what was run, its figures still missing. */
    Row row(BenchmarkParams ran, String unit) {
        String method = ran.getBenchmark().substring(ran.getBenchmark().lastIndexOf('.') + 1);
        return new Row(
                workload,
                filled(task, ran),
                filled(subjects.get(method), ran),
                kind,
                unit,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0);
    }

    private static String filled(String text, BenchmarkParams ran) {
        String filled = text;
        for (String key : ran.getParamsKeys()) {
            filled = filled.replace('$' + key, ran.getParam(key));
        }
        return filled;
    }
}
