package io.entrepot.simulator.miniprogram;

import java.util.Map;

/** A message that reached a buyer. */
public record Said(String openId, String page, Map<String, String> values) {}
