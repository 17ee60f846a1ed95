package ebb.adapters.feed.protocol;

import ebb.codecs.sbe.Stream;

/**
 * One stream of one instrument, as the venue calls it.
 *
 * @param symbol as the venue spells it
 * @param stream what it carries
 * @param name the venue's name of it
 * @param socket index of the socket that carries it
 */
public record Topic(String symbol, Stream stream, String name, int socket) {}
