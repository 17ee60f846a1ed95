/**
 * Order books (core.md BOOK, DEPTH): the two sides of a market, kept by the venue's deltas and snapshots, with a plain
 * word on whether they may be traded on. {@link ebb.engine.book.Books} owns what all books share,
 * {@link ebb.engine.book.BookBuilder} is one instrument's book, {@link ebb.engine.book.OrderBook} its levels. Runs on
 * the business-logic thread only; decodes no message and writes none: the engine calls in with decoded fields and
 * hears back through {@link ebb.engine.book.BookListener}.
 */
package ebb.engine.book;
