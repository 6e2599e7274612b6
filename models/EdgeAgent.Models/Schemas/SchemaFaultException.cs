namespace EdgeAgent.Models.Schemas;

/// <summary>Leaves a conversion that cannot go on; caught where it began.</summary>
internal sealed class SchemaFaultException(string message) : Exception(message);
