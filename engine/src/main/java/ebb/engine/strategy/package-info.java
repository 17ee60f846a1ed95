/**
 * The SPI of trading systems (DESIGN Strategies): one object a system, for all its instruments, called in the order of
 * the configuration, seeing no other strategy. It declares at start what it wants and is then called for only that; it
 * answers through one {@link ebb.engine.strategy.Outlet}, behind which risk stands. Runs on the business-logic thread.
 */
package ebb.engine.strategy;
