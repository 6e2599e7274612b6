namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On a request: the key that stood in its path, not checked yet.</summary>
internal sealed record PathKeyFeature(string Text);
