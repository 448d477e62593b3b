namespace Strangler.Tests.Integration.Gateway;

/// <summary>
/// Tests that count. All gateways of a process share one meter, so no other may run meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MetricsCollection
{
    public const string Name = "metrics";
}
