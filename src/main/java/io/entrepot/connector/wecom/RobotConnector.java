package io.entrepot.connector.wecom;

import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierConnector;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Quota;
import java.time.Duration;
import java.util.List;

/** Opens the robots of WeCom's groups (企业微信群机器人). */
public final class RobotConnector implements NotifierConnector {

    private static final String REMEDY = "name the key of the group's robot under credentials";

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "wecom-robot",
            "WeCom group robot",
            "企业微信群机器人",
            List.of(),
            List.of(new Field("key", "the key in the robot's webhook address", List.of())),
            List.of(new Field("link", "an address that is shown with each message", List.of())),
            List.of(new Quota(GroupRobot.OPERATION, 20, Duration.ofMinutes(1), 20)),
            "docs/connectors/wecom.md",
            Proof.SIMULATED);

    /** Made by the service loader. */
    public RobotConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier open(NotifierSettings settings, ChannelRuntime runtime) {
        String key = settings.credential("key", WecomCodes.NO_CREDENTIAL, REMEDY);
        return new GroupNotifier(
                new GroupRobot(settings.baseUrl(), key, runtime.calls()), settings.link(WecomCodes.WRONG_LINK));
    }
}
