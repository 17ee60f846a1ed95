/**
 * The {@code ebb} command and the composition root: wires config, runtime, adapters and desk; nothing else knows all of
 * them. Exit codes and conventions: DESIGN, The command.
 */
package ebb.app;
