using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;
using Strangler.AquaCis.Soap;
using Strangler.Core.Accounts;
using Strangler.Gateway.Access.Limits;
using Strangler.Gateway.Native.Accounts;

namespace Strangler.Gateway.Native;

/// <summary>Asks callers of the native core who they are, as far as AquaCIS would (docs/adr/0011).</summary>
internal sealed class TokenGuard
{
    private static readonly NativeAnswer.Refused Wrong = new(
        new SoapFault(
            FaultCode.FailedAuthentication, "The security token could not be authenticated or authorized"),
        "wrong-token");

    private static readonly NativeAnswer.Refused Missing = new(
        new SoapFault(FaultCode.InvalidSecurity, "An error was discovered processing the <wsse:Security> header"),
        "no-token");

    private static readonly NativeAnswer.Refused NotAllowed = new(
        new SoapFault(FaultCode.Client, "This account may not ask this operation."), "not-allowed");

    private static readonly NativeAnswer.Refused TooMany = new(
        new SoapFault(FaultCode.Server, "Too many requests; ask again later."), "too-many-requests");

    private readonly bool _looks;
    private readonly bool[] _required;
    private readonly AccountFeed _accounts;
    private readonly PasswordCheck _check;
    private readonly NativeMetrics _metrics;
    private readonly ConsumerLimits _limits;

    public TokenGuard(
        AccountFeed accounts, PasswordCheck check, NativeMetrics metrics, ConsumerLimits limits,
        IOptions<NativeOptions> options)
    {
        (_accounts, _check, _metrics, _limits) = (accounts, check, metrics, limits);
        _looks = options.Value.Authentication != "off";
        IReadOnlyList<string> listed = options.Value.Listed;
        _required =
        [
            .. ContractCatalog.AquaCis.Operations.Select(operation =>
                options.Value.Authentication == "required-where-listed" && listed.Contains(operation.Name)),
        ];
    }

    /// <summary>Null where the caller may ask; never a MustUnderstand fault, whatever the header demands.</summary>
    public ValueTask<NativeAnswer?> CheckAsync(
        Operation operation, UsernameToken? token, CancellationToken cancellation)
    {
        if (!_looks)
        {
            return default;
        }

        if (token is null)
        {
            return _required[operation.Index] ? new(Counted("missing", Missing)) : default;
        }

        if (!token.IsUsable)
        {
            return new(Counted("unusable", Wrong));
        }

        if (_accounts.Current is not { } accounts)
        {
            return new(Counted("unchecked", new NativeAnswer.Failed(NativeFailure.NoAccounts)));
        }

        Account? account = accounts.Find(token.Username);
        ValueTask<bool?> right = _check.IsRightAsync(token, account, cancellation);
        return right.IsCompletedSuccessfully
            ? new(Judge(right.Result, account, operation))
            : JudgeAsync(right, account, operation);
    }

    private async ValueTask<NativeAnswer?> JudgeAsync(
        ValueTask<bool?> right, Account? account, Operation operation) => Judge(await right, account, operation);

    private NativeAnswer? Judge(bool? right, Account? account, Operation operation) => right switch
    {
        true when account!.Operations?.Contains(operation.Name) == false => Counted("not-allowed", NotAllowed),
        true when _limits.RefusedFor($"account:{account!.Username}", account.PerSecond, account.PerDay) is not null =>
            Counted("too-many", TooMany),
        true => Counted("right", null),
        false => Counted("wrong", Wrong),
        null => Counted("unchecked", new NativeAnswer.Failed(NativeFailure.TooManyChecks)),
    };

    private NativeAnswer? Counted(string outcome, NativeAnswer? answer)
    {
        _metrics.Token(outcome);
        return answer;
    }
}
