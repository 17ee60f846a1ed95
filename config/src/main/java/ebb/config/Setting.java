package ebb.config;

/**
 * A key in effect, as {@code config show} prints it.
 *
 * @param key full path
 * @param value as the configuration writes it; a secret's reference
 * @param origin {@code default}, {@code file:line}, {@code profile name:line} or {@code --set}
 * @param allowed what the key takes
 */
public record Setting(String key, String value, String origin, String allowed) {}
