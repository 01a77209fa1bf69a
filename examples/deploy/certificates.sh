#!/bin/sh
# Makes an authority and a certificate for servers: ./certificates.sh [FOLDER], by default ./certificates.
# What is there already is kept. FOLDER/servers is for the servers. The authority's key, ca.key, lies beside its certificate,
# which will do for trying things out, and for nothing else.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/certificates}
# Where the servers announce themselves, and what they are called inside the network of the containers.
names="DNS:localhost,DNS:gate,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1"

mkdir -p "$folder/servers"
cd "$folder"

if [ ! -f ca.crt ]; then
    openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 365 -subj "/CN=RF4J example authority" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout ca.key -out ca.crt 2>/dev/null
    chmod 600 ca.key
fi

if [ ! -f servers/server.crt ]; then
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$names" > server.ext
    openssl req -new -newkey rsa:3072 -nodes -sha256 -subj "/CN=RF4J example server" \
        -keyout servers/server.key -out server.csr 2>/dev/null
    openssl x509 -req -sha256 -days 90 -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial \
        -extfile server.ext -out servers/server.crt 2>/dev/null
    rm -f server.csr server.ext
    cp ca.crt servers
    # The user that Redis runs as inside the container has to read it.
    chmod 644 servers/server.key
fi

# What a JVM trusts with -Djavax.net.ssl.trustStore. OpenSSL before 3.2 cannot make one.
if [ ! -f ca.p12 ]; then
    if command -v keytool >/dev/null; then
        keytool -importcert -noprompt -alias ca -file ca.crt -keystore ca.p12 -storetype PKCS12 \
            -storepass changeit 2>/dev/null
    else
        echo "no keytool: ca.p12 was not made; give ca.crt to TlsOptions.trustPem" >&2
    fi
fi

openssl verify -CAfile ca.crt servers/server.crt >/dev/null
echo "certificates in $folder"
