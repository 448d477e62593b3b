<?php
// A PHP SoapClient: makes the calls of the plan on standard input, and prints one JSON line for each.

const TIMEOUT_SECONDS = 30;
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const PASSWORD_TEXT =
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';

ini_set('default_socket_timeout', (string) TIMEOUT_SECONDS);

/** The header as PHP callers write it: markup of their own, for SoapClient knows no WS-Security. */
function usernameToken(string $user, string $password): SoapHeader
{
    $user = htmlspecialchars($user, ENT_XML1);
    $password = htmlspecialchars($password, ENT_XML1);
    $markup = '<wsse:Security xmlns:wsse="' . WSSE . '"><wsse:UsernameToken>'
        . "<wsse:Username>$user</wsse:Username>"
        . '<wsse:Password Type="' . PASSWORD_TEXT . "\">$password</wsse:Password>"
        . '</wsse:UsernameToken></wsse:Security>';
    return new SoapHeader(WSSE, 'Security', new SoapVar($markup, XSD_ANYXML));
}

/** SoapClient decodes base64Binary into bytes, which JSON cannot hold. */
function plain(mixed $value): mixed
{
    if (is_object($value)) {
        $value = get_object_vars($value) ?: new stdClass();
    }
    if (is_array($value)) {
        return array_map(plain(...), $value);
    }
    return is_string($value) && !isUtf8($value) ? base64_encode($value) : $value;
}

function isUtf8(string $text): bool
{
    return preg_match('//u', $text) === 1;
}

/** The one child of the response element, which is what a caller is after. */
function returned(mixed $reply): mixed
{
    if (!is_object($reply)) {
        return plain($reply);
    }
    $children = get_object_vars($reply);
    return $children === [] ? null : plain(reset($children));
}

function outcomeOf(SoapClient $client, object $call): array
{
    try {
        return ['reply', ['value' => returned($client->__soapCall($call->operation, [$call->arguments]))]];
    } catch (SoapFault $fault) {
        // SoapClient reports what went wrong on its own side as faults too; those have no prefix, or are its own words.
        if (in_array($fault->faultcode, ['HTTP', 'WSDL', 'Client', 'SOAP-ENV:Client'], true)) {
            return ['error', ['error' => $fault->faultcode . ': ' . $fault->getMessage()]];
        }
        $detail = plain($fault->detail ?? null);
        $said = ['code' => $fault->faultcode, 'string' => $fault->faultstring, 'detail' => $detail];
        return ['fault', ['fault' => $said]];
    }
}

$plan = json_decode(stream_get_contents(STDIN), false, 64, JSON_THROW_ON_ERROR);
$options = [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'exceptions' => true,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'connection_timeout' => TIMEOUT_SECONDS,
];
$token = usernameToken($plan->user, $plan->password);
$clients = [];
$failed = 0;
foreach ($plan->calls as $call) {
    $clients[$call->service] ??= new SoapClient("$plan->baseUrl/Comercial/services/$call->service?wsdl", $options);
    $clients[$call->service]->__setSoapHeaders($call->secured ? $token : null);
    [$outcome, $detail] = outcomeOf($clients[$call->service], $call);
    $ok = $outcome === $call->expect;
    $failed += $ok ? 0 : 1;
    $line = ['stack' => 'php', 'service' => $call->service, 'operation' => $call->operation, 'ok' => $ok];
    echo json_encode($line + ['detail' => $detail], JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
}

exit($failed === 0 ? 0 : 1);
