namespace Strangler.Core.Billing;

/// <summary>What happened to the supply of a contract.</summary>
public enum ServiceEventKind
{
    Started,
    Stopped,
}
