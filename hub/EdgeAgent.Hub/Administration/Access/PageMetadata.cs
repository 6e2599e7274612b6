namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On an endpoint: it is a page for a browser, so whoever may not see it is led to the login, and links from elsewhere may lead to it.</summary>
internal sealed record PageMetadata;
