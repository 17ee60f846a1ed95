/** The demo: a local venue and a whole session against it, ended with proof and report. */
package ebb.app.demo;
