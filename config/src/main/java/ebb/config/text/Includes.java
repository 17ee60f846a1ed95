package ebb.config.text;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/**
 * Includes files beside the including one, and only files that are there: the library takes a missing one for an empty
 * one without a word.
 */
public final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {
    private final List<Path> files;

    /**
     * Creates the includer.
     *
     * @param files takes what was included
     */
    public Includes(List<Path> files) {
        this.files = files;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        ConfigParseable file = context.relativeTo(what);
        if (file == null) {
            throw refused("include of \"" + what + "\": only files may include");
        }
        if (file.origin().filename() != null) {
            files.add(Path.of(file.origin().filename()));
        }
        return file.parse(context.parseOptions().setAllowMissing(false));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused("include of classpath resource " + what + ": name a profile instead");
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused("include of " + what + ": a configuration is never fetched");
    }

    private static RuntimeException refused(String why) {
        return new com.typesafe.config.ConfigException.Generic(why);
    }
}
