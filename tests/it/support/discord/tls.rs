//! The TLS door: a certificate for `discord.com` that nobody but the test's own client trusts.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

/// Where it listens, and what proves that it is `discord.com`.
pub(super) struct At {
    address: SocketAddr,
    certificate: String,
}

impl At {
    /// A client that goes there for `discord.com`, and trusts nothing else.
    pub(super) fn client(&self) -> reqwest::Client {
        let certificate = reqwest::Certificate::from_pem(self.certificate.as_bytes()).expect("just made");
        let client = reqwest::Client::builder()
            .use_rustls_tls()
            .tls_built_in_root_certs(false)
            .add_root_certificate(certificate)
            .resolve("discord.com", self.address)
            .no_proxy();
        client.build().expect("the client's settings go together")
    }
}

pub(super) struct Listener {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    certificate: String,
}

impl Listener {
    pub(super) async fn bind() -> Listener {
        let made = rcgen::generate_simple_self_signed(vec!["discord.com".to_owned()]).expect("the name is valid");
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        // The process may hold other providers, and none is chosen for it.
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the provider has the usual versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("key and certificate belong together");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        Listener { listener, acceptor: TlsAcceptor::from(Arc::new(config)), certificate: made.cert.pem() }
    }

    pub(super) fn at(&self) -> At {
        let address = self.listener.local_addr().expect("it listens");
        // `resolve` takes the port of the URL, 443, unless this says another.
        At { address, certificate: self.certificate.clone() }
    }
}

impl axum::serve::Listener for Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Ok((stream, address)) = self.listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            // Who does not shake hands is no client of the test's.
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}
