package io.entrepot.simulator.officialaccount;

import java.util.Map;

/**
 * A message that reached a user.
 *
 * @param kind template or subscription
 * @param link what it opens: an address, or {@code miniprogram}, its AppID and the page; empty for nothing
 * @param fields the template's fields with what stands in them
 */
public record Said(String openId, String kind, String templateId, String link, Map<String, String> fields) {}
