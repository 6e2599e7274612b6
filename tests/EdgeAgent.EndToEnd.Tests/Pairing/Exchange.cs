namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>One request and its answer, in the clear, as the relay saw them.</summary>
internal sealed record Exchange(string Path, byte[] Request, int Status, byte[] Response);
