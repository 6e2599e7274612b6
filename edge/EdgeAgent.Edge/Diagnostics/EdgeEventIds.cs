namespace EdgeAgent.Edge.Diagnostics;

/// <summary>Numbers of the agent's log events. Append only: a number is never used for another event.</summary>
internal static class EdgeEventIds
{
    public const int LinkConnecting = 1000;
    public const int LinkUp = 1001;
    public const int LinkDown = 1002;
    public const int LinkFailed = 1003;
    public const int LinkMessageRefused = 1004;
    public const int LinkMessageUnknown = 1005;
    public const int LinkSendFailed = 1006;
    public const int LinkHandlerFailed = 1007;
    public const int CountersUnreadable = 1010;
    public const int CountersNotWritten = 1011;

    public const int JobAccepted = 1020;
    public const int JobRejected = 1021;
    public const int JobDone = 1022;
    public const int JobFailed = 1023;
    public const int JobStreamDropped = 1024;
    public const int JobCancelled = 1025;
    public const int JobsDraining = 1026;
    public const int JobsDrained = 1027;
    public const int ModelLoading = 1030;
    public const int ModelLoaded = 1031;
    public const int ModelUnloaded = 1032;

    public const int ClaimStoreOpened = 1040;
    public const int ClaimStoreSetAside = 1041;
    public const int ClaimNotStored = 1042;
    public const int ClaimGap = 1043;
    public const int ClaimRefused = 1044;
    public const int ClaimResend = 1045;
    public const int ClaimChainBehind = 1046;
    public const int ClaimOutboxUnreadable = 1047;
    public const int ClaimMissing = 1048;

    public const int ModelListFailed = 1060;
    public const int ModelFetching = 1061;
    public const int ModelFetched = 1062;
    public const int ModelFetchFailed = 1063;
    public const int ModelTooLarge = 1064;
    public const int ModelRemoved = 1065;

    public const int StatusNotWritten = 1080;

    public const int AgentStarting = 1100;
    public const int AgentReady = 1101;
    public const int AgentStopping = 1102;
    public const int AgentStopped = 1103;
    public const int AgentServiceFailed = 1104;

    public const int SenseTwice = 1300;
    public const int SensesFull = 1301;
    public const int SenseAlarm = 1302;
    public const int InputFailed = 1303;
    public const int OutboxRefused = 1320;
    public const int OutboxSetAside = 1321;
    public const int OutboxDropped = 1322;
    public const int ConfigInForce = 1330;
    public const int ConfigRefused = 1331;
    public const int ConfigNotStored = 1332;
    public const int CommandDone = 1340;
    public const int NotSafe = 1341;

    public const int PairingState = 1200;
    public const int PairingDone = 1201;

    public const int UpdateFetching = 1400;
    public const int UpdateSwitched = 1401;
    public const int UpdateCommitted = 1402;
    public const int UpdateGivenUp = 1403;
    public const int UpdateRefused = 1404;
    public const int UpdateFailed = 1405;
}
