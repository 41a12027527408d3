package io.entrepot.route.files;

/** A route file as it was read at one moment. */
record RouteText(String file, String yaml) {}
