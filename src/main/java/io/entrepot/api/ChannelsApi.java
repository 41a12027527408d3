package io.entrepot.api;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.Quota;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The channels that there are connectors for. */
@RestController
@RequestMapping(path = "/api/v1/channels", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Channels", description = "What each connector is, can do and needs")
final class ChannelsApi {

    private final Connectors connectors;

    ChannelsApi(Connectors connectors) {
        this.connectors = connectors;
    }

    record ChannelView(
            @Schema(example = "mall") String id,
            String nameEn,
            String nameZh,

            @Schema(example = "[\"StockTarget\",\"OrderSource\"]")
            List<String> capabilities,

            List<LimitView> limits,

            @Schema(description = "Secrets it needs; the configuration takes them from the environment or a file")
            List<ChannelDescriptor.Field> credentials,

            @Schema(description = "Further settings it takes, all optional")
            List<ChannelDescriptor.Field> options,

            @Schema(description = "The page that says where its facts come from")
            String docs,

            @Schema(
                    description = "How far its truth has been shown",
                    allowableValues = {"simulated", "contract_checked", "live_verified"})
            String proof) {

        static ChannelView of(ChannelDescriptor channel) {
            return new ChannelView(
                    channel.id(),
                    channel.nameEn(),
                    channel.nameZh(),
                    channel.capabilities(),
                    channel.quotas().stream().map(LimitView::of).toList(),
                    channel.credentials(),
                    channel.options(),
                    channel.docs(),
                    channel.proof().name().toLowerCase(Locale.ROOT));
        }
    }

    record LimitView(String operation, long calls, long periodMs, long burst) {
        static LimitView of(Quota quota) {
            return new LimitView(
                    quota.operation(), quota.calls(), quota.period().toMillis(), quota.burst());
        }
    }

    record ChannelList(List<ChannelView> channels) {}

    @GetMapping
    @Operation(operationId = "listChannels", summary = "All channels, by id")
    ChannelList list() {
        return new ChannelList(
                connectors.descriptors().stream().map(ChannelView::of).toList());
    }
}
