namespace EdgeAgent.Hub;

/// <summary>Ids of log events, append-only: 2000 to 2199 broker, devices, doors, storage; 2200 to 2399 gateway, claims, models.</summary>
internal static class HubEventIds
{
    public const int CommitFailed = 2000;
    public const int BrokerFault = 2001;
    public const int ConnectionRefused = 2002;
    public const int ConnectionEnded = 2003;
    public const int TopicRefused = 2004;
    public const int HandlerRefusedMessage = 2005;
    public const int HandlerFailed = 2006;
    public const int NoHandler = 2007;
    public const int SlowReader = 2008;
    public const int ConnectionsFull = 2009;
    public const int RetainedNotStored = 2010;
    public const int OutboxFailed = 2011;

    public const int DeviceConnected = 2020;
    public const int DeviceOnline = 2021;
    public const int DeviceOffline = 2022;
    public const int DeviceLeaving = 2023;
    public const int DeviceRegistered = 2024;
    public const int DeviceRevoked = 2025;
    public const int ObserverFailed = 2026;
    public const int EnrolmentRefused = 2027;
    public const int RegistryPollFailed = 2028;

    public const int IntegrationConnected = 2040;
    public const int IntegrationDisconnected = 2041;

    public const int LocalDeviceStarted = 2060;
    public const int LocalDeviceExited = 2061;
    public const int LocalDeviceFailed = 2062;
    public const int LocalDeviceLine = 2063;
    public const int AgentMissing = 2064;
    public const int LocalDeviceKilled = 2065;
    public const int LocalDeviceEnrolled = 2066;
    public const int LocalDeviceRevoked = 2067;

    public const int DoorsOpen = 2080;
    public const int HostRefused = 2081;
    public const int HubIdentityLoaded = 2082;

    public const int DeviceActivated = 2400;
    public const int DeviceVoided = 2401;
    public const int PairingWaits = 2402;
    public const int PairingRefusedDevice = 2403;
    public const int PairingGranted = 2404;
    public const int PairingActive = 2405;
    public const int PrintedSecretHeld = 2406;
    public const int PairingFault = 2407;
    public const int PairingFlood = 2408;
    public const int HubAnnounced = 2409;
    public const int HubAnnouncementFailed = 2410;

    public const int UpdateFailed = 2700;
}
