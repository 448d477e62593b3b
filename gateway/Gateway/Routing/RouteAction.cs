namespace Strangler.Gateway.Routing;

public enum RouteAction
{
    Set,
    Remove,
    Kill,
    Unkill,
}
