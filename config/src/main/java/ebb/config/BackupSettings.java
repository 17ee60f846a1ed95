package ebb.config;

import java.nio.file.Path;

/**
 * Daily backups (NS-ALR-2).
 *
 * @param target {@code backup.dir}, their folder
 * @param atNs {@code backup.at}, ns after 00:00 UTC
 * @param keep {@code backup.keep}, how many of the newest stay, 1 or more
 */
public record BackupSettings(Path target, long atNs, int keep) {}
