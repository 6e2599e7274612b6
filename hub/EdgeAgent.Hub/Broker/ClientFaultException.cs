namespace EdgeAgent.Hub.Broker;

/// <summary>A client breaks the broker's rules and is disconnected.</summary>
internal sealed class ClientFaultException(string message) : Exception(message);
