package io.entrepot.bench;

import java.util.Map;

/**
 * What one run measured.
 *
 * @param ratio the figure itself, measured against what its documentation names
 * @param raw what the ratio was made of, and what helps to understand it; each name ends in its unit
 */
record Run(double ratio, Map<String, Double> raw) {}
