package io.entrepot.wrong.route;

import io.entrepot.wrong.connector.apple.Apple;
import org.jspecify.annotations.Nullable;

/** A route that picks its connector by name. */
public class Wire {
    @Nullable
    Apple apple;
}
