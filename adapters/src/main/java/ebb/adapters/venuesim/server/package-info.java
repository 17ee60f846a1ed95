/**
 * The simulated venues at their sockets: requests, subscriptions, limits, and the punishments the venues are known for.
 * Runs on one Netty loop; everything here belongs to it.
 */
package ebb.adapters.venuesim.server;
