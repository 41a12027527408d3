package io.entrepot.channel.spi;

import java.util.List;

/**
 * What a channel is, can do and needs, for people and for the configuration's checks.
 *
 * @param id the channel's name in the configuration: {@code taobao}
 * @param nameEn its name for people, in English
 * @param nameZh its name for people, in Chinese
 * @param capabilities the simple names of the capability interfaces its storefronts may have
 * @param credentials the secrets it needs
 * @param options further settings it takes, all optional
 * @param quotas the limits per operation that hold unless the configuration says otherwise
 * @param quotaHeaders in which headers the channel's answers say how many calls are left
 * @param docs where its facts come from: a page of this project
 * @param proof how far its truth has been shown
 */
public record ChannelDescriptor(
        String id,
        String nameEn,
        String nameZh,
        List<String> capabilities,
        List<Field> credentials,
        List<Field> options,
        List<Quota> quotas,
        QuotaHeaders quotaHeaders,
        String docs,
        Proof proof) {

    /** A channel whose answers do not say how many calls are left. */
    public ChannelDescriptor(
            String id,
            String nameEn,
            String nameZh,
            List<String> capabilities,
            List<Field> credentials,
            List<Field> options,
            List<Quota> quotas,
            String docs,
            Proof proof) {
        this(id, nameEn, nameZh, capabilities, credentials, options, quotas, QuotaHeaders.NONE, docs, proof);
    }

    /**
     * One setting.
     *
     * @param allowed the values it takes; empty where any text will do
     * @param needed whether a storefront must have it; an option never is
     */
    public record Field(String name, String meaning, List<String> allowed, boolean needed) {
        /** A credential that a storefront must have, or an option. */
        public Field(String name, String meaning, List<String> allowed) {
            this(name, meaning, allowed, true);
        }

        /** A credential that a storefront may do without. */
        public static Field extra(String name, String meaning) {
            return new Field(name, meaning, List.of(), false);
        }
    }

    /** How far a connector's truth has been shown: against our simulator, a published contract, or the channel itself. */
    public enum Proof {
        SIMULATED,
        CONTRACT_CHECKED,
        LIVE_VERIFIED
    }
}
