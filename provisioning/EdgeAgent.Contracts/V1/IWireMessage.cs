namespace EdgeAgent.Contracts.V1;

/// <summary>A message of the wire that can check its own limits.</summary>
public interface IWireMessage
{
    /// <summary>Checks what JSON types cannot: lengths, counts, ranges.</summary>
    /// <exception cref="WireFormatException">A limit of <see cref="WireLimits"/> is broken; the text names the field.</exception>
    void Validate();
}
