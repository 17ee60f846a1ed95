/** What HOCON's library does without a word and Ebb does not: missing includes, keys written twice, values lost. */
package ebb.config.text;
