/**
 * The MXBeans of a running process ({@code ebb:type=…}) for JConsole and scripts. No port is opened for them. Operations
 * run on the caller's thread and only raise the kill gate and publish commands to the ring; attributes that belong to
 * the logic thread are answered by it between two messages.
 */
package ebb.app.jmx;
