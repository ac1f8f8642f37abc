// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IToken {
    function balanceOf(address) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IWeth is IToken {
    function deposit() external payable;
    function withdraw(uint256 wad) external;
}

/// A pool of two tokens that keeps the product of its holdings, less three thousandths of what comes in.
contract Pool {
    IToken public immutable token0;
    IToken public immutable token1;
    uint112 public reserve0;
    uint112 public reserve1;
    mapping(address => uint256) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Swap(
        address indexed sender,
        uint256 amount0In,
        uint256 amount1In,
        uint256 amount0Out,
        uint256 amount1Out,
        address indexed to
    );
    event Sync(uint112 reserve0, uint112 reserve1);

    constructor(IToken a, IToken b) {
        token0 = a;
        token1 = b;
    }

    /// Takes in what came since the last time, and gives shares for it.
    function mint(address to) external returns (uint256 shares) {
        shares = token0.balanceOf(address(this)) - reserve0;
        balanceOf[to] += shares;
        emit Transfer(address(0), to, shares);
        _sync();
    }

    function swap(uint256 out0, uint256 out1, address to) external {
        if (out0 > 0) token0.transfer(to, out0);
        if (out1 > 0) token1.transfer(to, out1);
        uint256 held0 = token0.balanceOf(address(this));
        uint256 held1 = token1.balanceOf(address(this));
        uint256 in0 = held0 > reserve0 - out0 ? held0 - (reserve0 - out0) : 0;
        uint256 in1 = held1 > reserve1 - out1 ? held1 - (reserve1 - out1) : 0;
        require(
            (held0 * 1000 - in0 * 3) * (held1 * 1000 - in1 * 3) >= uint256(reserve0) * reserve1 * 1000 ** 2,
            "the product falls"
        );
        emit Swap(msg.sender, in0, in1, out0, out1, to);
        _sync();
    }

    function _sync() private {
        reserve0 = uint112(token0.balanceOf(address(this)));
        reserve1 = uint112(token1.balanceOf(address(this)));
        emit Sync(reserve0, reserve1);
    }
}

/// Trades on one pool for others.
contract Router {
    IWeth public immutable weth;

    constructor(IWeth weth_) {
        weth = weth_;
    }

    receive() external payable {}

    function quote(Pool pool, bool zeroIn, uint256 amountIn) public view returns (uint256) {
        uint256 from = zeroIn ? pool.reserve0() : pool.reserve1();
        uint256 to = zeroIn ? pool.reserve1() : pool.reserve0();
        return (amountIn * 997 * to) / (from * 1000 + amountIn * 997);
    }

    function tokensForTokens(Pool pool, bool zeroIn, uint256 amountIn, address to) external {
        uint256 out = quote(pool, zeroIn, amountIn);
        (zeroIn ? pool.token0() : pool.token1()).transferFrom(msg.sender, address(pool), amountIn);
        pool.swap(zeroIn ? 0 : out, zeroIn ? out : 0, to);
    }

    function etherForTokens(Pool pool, address to) external payable {
        bool zeroIn = address(pool.token0()) == address(weth);
        uint256 out = quote(pool, zeroIn, msg.value);
        weth.deposit{value: msg.value}();
        weth.transfer(address(pool), msg.value);
        pool.swap(zeroIn ? 0 : out, zeroIn ? out : 0, to);
    }

    function tokensForEther(Pool pool, uint256 amountIn, address to) external {
        bool zeroIn = address(pool.token0()) != address(weth);
        uint256 out = quote(pool, zeroIn, amountIn);
        (zeroIn ? pool.token0() : pool.token1()).transferFrom(msg.sender, address(pool), amountIn);
        pool.swap(zeroIn ? 0 : out, zeroIn ? out : 0, address(this));
        weth.withdraw(out);
        (bool sent, ) = to.call{value: out}("");
        require(sent);
    }
}

/// Pays many at once.
contract Multisend {
    function ether_(address payable[] calldata to, uint256[] calldata values) external payable {
        for (uint256 i; i < to.length; i++) {
            (bool sent, ) = to[i].call{value: values[i]}("");
            require(sent);
        }
    }

    function token(IToken token_, address[] calldata to, uint256[] calldata values) external {
        for (uint256 i; i < to.length; i++) token_.transferFrom(msg.sender, to[i], values[i]);
    }
}

/// Sends on what it is sent, when told.
contract Forwarder {
    address payable public immutable home;

    constructor(address payable home_) {
        home = home_;
    }

    receive() external payable {}

    function flush() external {
        (bool sent, ) = home.call{value: address(this).balance}("");
        require(sent);
    }

    function flushToken(IToken token) external {
        token.transfer(home, token.balanceOf(address(this)));
    }
}

/// Sends on what it is sent, at once.
contract AutoForwarder {
    address payable public immutable home;

    constructor(address payable home_) {
        home = home_;
    }

    receive() external payable {
        (bool sent, ) = home.call{value: msg.value}("");
        require(sent);
    }
}

contract ForwarderFactory {
    address payable public immutable home;

    event Made(address forwarder);

    constructor(address payable home_) {
        home = home_;
    }

    function make(bytes32 salt) external returns (Forwarder forwarder) {
        forwarder = new Forwarder{salt: salt}(home);
        emit Made(address(forwarder));
    }

    function flush(Forwarder[] calldata forwarders, IToken token) external {
        for (uint256 i; i < forwarders.length; i++) forwarders[i].flushToken(token);
    }
}

/// Takes and gives one fixed sum, with the events of Tornado Cash and without its proofs.
contract MixerPool {
    uint256 public immutable denomination;
    uint32 public nextIndex;
    mapping(bytes32 => bool) public commitments;
    mapping(bytes32 => bool) public nullifierHashes;

    event Deposit(bytes32 indexed commitment, uint32 leafIndex, uint256 timestamp);
    event Withdrawal(address to, bytes32 nullifierHash, address indexed relayer, uint256 fee);

    constructor(uint256 denomination_) {
        denomination = denomination_;
    }

    function deposit(bytes32 commitment) external payable {
        require(msg.value == denomination && !commitments[commitment]);
        commitments[commitment] = true;
        emit Deposit(commitment, nextIndex++, block.timestamp);
    }

    function withdraw(bytes32 secret, address payable to, address payable relayer, uint256 fee) external {
        bytes32 spent = keccak256(abi.encode(secret));
        require(commitments[keccak256(abi.encode(spent))] && !nullifierHashes[spent]);
        nullifierHashes[spent] = true;
        (bool sent, ) = to.call{value: denomination - fee}("");
        require(sent);
        if (fee > 0) {
            (sent, ) = relayer.call{value: fee}("");
            require(sent);
        }
        emit Withdrawal(to, spent, relayer, fee);
    }
}
