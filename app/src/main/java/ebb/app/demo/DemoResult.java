package ebb.app.demo;

import java.util.List;
import java.util.Map;

/**
 * How a demo ended.
 *
 * @param tree the closing object
 * @param lines the same for people
 * @param problems what went wrong beside the market's own faults, and what to do
 * @param exitCode of the command
 */
public record DemoResult(Map<String, Object> tree, List<String> lines, List<String> problems, int exitCode) {}
