/**
 * What a feed has to know of its venue beyond the frames: which requests to make, how their answers read (instruments,
 * candles), which topics to subscribe to, when to be silent; and the messages that instruments and candles become. Slow
 * paths only, on the thread of whoever feeds; allocates; knows no socket and no session.
 */
package ebb.adapters.feed.protocol;
