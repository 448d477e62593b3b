namespace Strangler.Pac.Sandbox.Cancelling;

internal enum CancellationState
{
    None,
    Waiting,
    Rejected,
    Accepted,
    Lapsed,
    AtOnce,
}
