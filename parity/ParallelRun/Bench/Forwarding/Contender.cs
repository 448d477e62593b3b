namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>One way from the load to the backend.</summary>
internal sealed record Contender(string Name, Uri Address, ChildProcess Process)
{
    public const string Backend = "backend direct";
    public const string Nginx = "nginx";
    public const string Haproxy = "haproxy";
    public const string PlainYarp = "plain YARP";
    public const string Gateway = "gateway";
}
