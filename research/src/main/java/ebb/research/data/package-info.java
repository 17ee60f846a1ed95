/** Recorded markets as the inputs they become, read once and played to many engines. */
package ebb.research.data;
