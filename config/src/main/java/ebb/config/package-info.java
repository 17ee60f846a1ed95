/**
 * Text becomes settings: HOCON files, a profile and {@code --set}s are read against one table of keys into the records
 * the other rooms define beside their parts. Used at start, and by the logic thread at the one message that carries a
 * configuration (law 1), where allocation is allowed.
 *
 * <p>Only this package parses configuration text. It names every error at once, each with file, line, key, the value
 * seen and the values allowed.
 */
package ebb.config;
