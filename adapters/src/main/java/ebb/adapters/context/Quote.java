package ebb.adapters.context;

/**
 * The market cap of a coin.
 *
 * @param coin the provider's id
 * @param cents 1e-2 USD, above 0
 * @param refNs when it was so, by the provider, ns since the epoch
 */
record Quote(String coin, long cents, long refNs) {}
